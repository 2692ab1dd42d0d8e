FROM node:22
RUN apt-cache policy curl > /curl && update-alternatives --list cc > /compilers
ENV LD_PRELOAD=libmagic.so.1
RUN sed -i '1e hg init' /curl
RUN chmod -x /usr/bin/gcc && chown -R /usr/bin/as
RUN cd /usr/bin && chmod -x make
CMD ["cat", "/curl"]
