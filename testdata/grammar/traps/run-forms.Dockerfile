FROM a
RUN b
RUN c; d | e && f || g &
RUN "h i"
RUN set -eux; \
  j
RUN k > l 2>&1
RUN { m; }
RUN (n)
RUN "o" "p"
