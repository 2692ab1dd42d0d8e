FROM ubuntu:24.04
RUN sed -z -i 's/a/b/' /etc/apt/sources.list
CMD ["true"]
