FROM ubuntu:24.04
USER www-data
CMD ["true"]
