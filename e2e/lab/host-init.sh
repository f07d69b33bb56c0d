# What a host of the lab does first, in namespaces of its own: HOST is its directory, NAME its name, BASE what it lies over.
set -eu
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$HOST/disk/upper,workdir=$HOST/disk/work" "$HOST/root"
cd "$HOST/root"
mount -t proc proc proc
# The kernel's own is that of the machine, and hosts are booted again by themselves.
mount --bind "$HOST/boot_id" proc/sys/kernel/random/boot_id
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=755,size=32m tmpfs run
mount -t tmpfs -o mode=1777,size=64m tmpfs tmp
mount -t tmpfs -o mode=755,size=1m tmpfs dev
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
for device in null:3 zero:5 full:7 random:8 urandom:9; do
  mknod -m 666 "dev/${device%:*}" c 1 "${device#*:}"
done
mknod -m 666 dev/tty c 5 0
hostname "$NAME"
mkdir -p run/sshd mnt
pivot_root . mnt
umount -l /mnt
# The shell that stays waits for whatever loses its parent.
exec chroot / /bin/sh -c 'unset HOST BASE; /usr/sbin/sshd; while :; do sleep 3600 & wait $!; done'
