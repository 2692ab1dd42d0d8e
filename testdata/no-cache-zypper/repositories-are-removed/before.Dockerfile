FROM opensuse/leap:15.6
RUN zypper -n install git && zypper rr -a
CMD ["sleep", "1"]
