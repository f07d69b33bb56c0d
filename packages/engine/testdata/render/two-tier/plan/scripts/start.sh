#!/bin/sh
echo start "$version"
