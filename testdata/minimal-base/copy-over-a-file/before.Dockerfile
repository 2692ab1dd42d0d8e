FROM debian:12
RUN touch /a && chmod 600 /a && touch /b && cp /a /b
CMD ["true"]
