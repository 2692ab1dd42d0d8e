FROM ubuntu:24.04
RUN cd ~games
CMD ["true"]
