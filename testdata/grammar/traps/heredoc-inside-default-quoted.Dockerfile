FROM alpine
RUN echo "${X:-a <<EOF }"
RUN b
