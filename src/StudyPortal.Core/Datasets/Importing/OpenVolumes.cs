namespace StudyPortal.Core.Datasets;

/// <summary>
/// The volumes that the cases in hand are cut from, each opened once however many cases it has. The ones used longest ago
/// are let go, so that memory stays flat however many there are. Several threads may ask.
/// </summary>
internal sealed class OpenVolumes
{
    private const int Most = 64;
    private const long MostBytes = 128L * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Path, OpenVolume Volume)> _recent = [];

    /// <summary>The volume at this path; opening it is up to whoever first uses it.</summary>
    public OpenVolume At(string path)
    {
        lock (_lock)
        {
            var found = _recent.FirstOrDefault(open => open.Path == path);
            if (found.Volume is null)
                found = (path, new OpenVolume(path));
            else
                _recent.Remove(found);
            _recent.AddFirst(found);
            while (_recent.Count > Most || (_recent.Count > 1 && _recent.Sum(open => open.Volume.HeldBytes) > MostBytes))
                _recent.RemoveLast();
            return found.Volume;
        }
    }
}
