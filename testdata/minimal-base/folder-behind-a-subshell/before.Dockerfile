FROM debian:12
RUN mkdir /app && (cd /app && touch x) && touch etc/y
RUN if true; then cd /app; fi; touch etc/z
ENTRYPOINT ["true"]
