# syntax=docker/dockerfile:1
# Every program in TypeScript without a build step: docker build --file infra/images/service.Dockerfile --build-arg SERVICE=auth .
# The first two stages are the same in every image of the monorepo. The first one keeps only the files that npm reads, so that
# the cached install is shared by all images and repeated only when one of those files changes.
FROM node:24-bookworm-slim AS manifests
WORKDIR /context
RUN --mount=type=bind,target=. \
    mkdir /manifests && cp --parents ./*/package.json infra/*/package.json /manifests

FROM node:24-bookworm-slim AS installed
WORKDIR /workspace
COPY package.json package-lock.json .npmrc ./
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY infra/images/production-tree.mjs infra/images/

FROM installed AS production
ARG SERVICE
RUN node infra/images/production-tree.mjs "$SERVICE" /production

FROM node:24-bookworm-slim
ARG SERVICE
ENV NODE_ENV=production NODE_OPTIONS="--disable-warning=TimeoutNegativeWarning --max-semi-space-size=4" HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=production /production ./
COPY --chown=1000:1000 contracts/ contracts/
COPY --chown=1000:1000 common/ common/
COPY --chown=1000:1000 api-client/ api-client/
COPY --chown=1000:1000 ${SERVICE}/ ${SERVICE}/
WORKDIR /app/${SERVICE}
# A numeric user: Kubernetes can verify only a numeric id for runAsNonRoot.
USER 1000:1000
EXPOSE 3000
CMD ["node", "src/main.ts"]
