FROM ubuntu:24.04
ENV PATH=/app/bin:$PATH
ENV LANG=de_DE.UTF-8 LD_PRELOAD=/app/x.so
ENV "IFS"=x
ARG LC_ALL
CMD ["true"]
