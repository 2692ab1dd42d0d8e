FROM debian:12
RUN sh -c 'mysqld && true'
RUN touch b
