FROM alpine
RUN echo é\
è
