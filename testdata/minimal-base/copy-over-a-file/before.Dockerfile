FROM ubuntu:24.04
RUN touch /a && chmod 600 /a && touch /b && cp /a /b
CMD ["true"]
