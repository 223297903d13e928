namespace StudyPortal.Imaging.Volumes;

/// <summary>Reads so many rows of a slice, from <paramref name="first"/> on: stored voxels, little-endian.</summary>
internal delegate byte[] ReadRows(int z, int first, int count);
