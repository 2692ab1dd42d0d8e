FROM python:3.13
RUN sed -i s/deb.debian.org/example.org/ /etc/apt/sources.list.d/debian.sources
RUN curl -fsSLO https://example.org/x
CMD ["python", "-V"]
