FROM someone/unknown
SHELL ["/bin/bash", "-c"]
RUN apt-get update
RUN echo 'export FOO=1' >> /root/.bashrc
RUN apt-get install -y x
CMD ["true"]
