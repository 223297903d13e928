using System.IO.MemoryMappedFiles;

namespace StudyPortal.Fuzz;

/// <summary>The number of the mutation at work, which outlives the process that reads it.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public Heartbeat(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, sizeof(int));
        _view = _file.CreateViewAccessor();
    }

    public int Number
    {
        get => _view.ReadInt32(0);
        set => _view.Write(0, value);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
