FROM debian:12
RUN x='Y=3'; echo $((x)) > /a
RUN echo $Y > /b
CMD ["true"]
