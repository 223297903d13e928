using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>A volume, and the range of its values, both read when first asked for.</summary>
internal sealed class OpenVolume(string path)
{
    private readonly Lazy<Volume> _volume = new(() => VolumeFile.Read(path));
    private readonly Lock _lock = new();
    private (double Low, double High)? _range;

    /// <exception cref="Imaging.ImageFormatException">It cannot be read.</exception>
    public Volume Volume => _volume.Value;

    /// <summary>Of all its values.</summary>
    /// <exception cref="Imaging.ImageFormatException">It cannot be read.</exception>
    public (double Low, double High) Range
    {
        get
        {
            lock (_lock) return _range ??= Volume.Range();
        }
    }

    public long HeldBytes => _volume.IsValueCreated ? Volume.HeldBytes : 0;
}
