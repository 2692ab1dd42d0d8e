ARG VARIANT=22-bookworm
FROM node:${VARIANT}-slim
CMD ["node"]
