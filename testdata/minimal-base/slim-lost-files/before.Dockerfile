FROM python:3.12
ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2
RUN cp /usr/include/zlib.h /x && ls /usr/lib/x86_64-linux-gnu/libpq.so
CMD ["cat", "/x"]
