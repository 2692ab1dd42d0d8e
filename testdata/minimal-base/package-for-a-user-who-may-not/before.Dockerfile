FROM memcached:1.6
ENV TZ=Europe/Berlin
CMD ["memcached"]
