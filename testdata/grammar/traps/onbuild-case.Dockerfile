FROM alpine
OnBuild  	 rUn  a
