FROM node:22 AS web
WORKDIR /app
RUN npm install user/repo
RUN npm install --save @scope/name ./local https://example.org/a.tgz
RUN yarn add gitlab:user/repo
FROM python:3.12 AS base
RUN pip install "b @ git+https://example.org/b.git@v1" && pip install "hg+https://example.org/c"
RUN pip install "git+https://$TOKEN@example.org/d"
FROM web
CMD ["node", "x.js"]
FROM base
CMD ["python", "x.py"]
