FROM debian:12
RUN ls /usr/share/$(cat /x) > /a
RUN ls /usr/share/"$FOLDER" > /b
CMD ["cat", "/a"]
