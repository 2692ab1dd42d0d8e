FROM python:3.12 AS base
COPY y y.tar.xz /
RUN tar -xJf /y -C /opt
RUN tar xjf /y
RUN tar -xf y.tar.xz
RUN tar --xz -xf y
FROM base
CMD ["cat", "/opt/x"]
