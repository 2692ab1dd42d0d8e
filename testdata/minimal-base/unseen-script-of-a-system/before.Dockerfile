FROM ubuntu:24.04
ADD setup.sh /setup/
RUN /bin/sh /setup/setup.sh
CMD ["sleep", "1"]
