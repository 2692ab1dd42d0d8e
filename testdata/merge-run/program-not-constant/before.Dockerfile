FROM debian:12
RUN $TOOL x
RUN touch b
