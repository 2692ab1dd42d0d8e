FROM python:3.13
ARG REPOSITORY=host:x
RUN git clone $REPOSITORY /x && hg clone ssh://example.org/y && git show HEAD:z
CMD ["python", "-V"]
