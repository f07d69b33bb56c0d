#!/bin/sh
rm -rf /var/lib/world
