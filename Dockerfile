# The bot as a container image: `docker build -t communique .`; compose.yaml runs it with PostgreSQL.
# It listens on 8080, keeps its data in /data, and writes nowhere else, so `--read-only` works.

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Nothing that runs in production needs an install script.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0
# A larger young generation: with a million digests due on PostgreSQL 230 MB instead of 330 MB, and faster.
ENV NODE_OPTIONS=--max-semi-space-size=8
# What is freed goes back to the system: 125 MB at rest instead of 142. glibc reads this at the start of a process only.
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY content ./content
COPY src ./src
# DATABASE_URL is ./data/communique.db unless set. World-writable, as the user may be another than the image's.
RUN mkdir -m 1777 /data && ln -s /data data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/start.js"]
