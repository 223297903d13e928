namespace StudyPortal.Imaging.Volumes;

/// <summary>The type in which a file stores its voxels: kind of number and bits.</summary>
public enum VoxelType
{
    Signed8,
    Unsigned8,
    Signed16,
    Unsigned16,
    Signed32,
    Unsigned32,
    Signed64,
    Unsigned64,
    Floating32,
    Floating64,
}
