namespace StudyPortal.Imaging.Volumes;

/// <summary>A voxel by column, row and slice, from 0; it may lie outside the volume.</summary>
public readonly record struct VoxelIndex(int X, int Y, int Z);
