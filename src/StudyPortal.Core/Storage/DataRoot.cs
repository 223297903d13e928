namespace StudyPortal.Core.Storage;

/// <summary>The one folder that holds everything a portal knows; a backup is a copy of it.</summary>
public sealed class DataRoot
{
    public DataRoot(string path)
    {
        Folder = Path.GetFullPath(path);
        Directory.CreateDirectory(Blobs);
        Directory.CreateDirectory(Incoming);
        Directory.CreateDirectory(Work);
        CreatePrivate(Keys);
        CreatePrivate(Uploads);
    }

    public string Folder { get; }

    public string Database => Path.Combine(Folder, "portal.db");

    /// <summary>Quartz's own store.</summary>
    public string JobsDatabase => Path.Combine(Folder, "jobs.db");

    public string Blobs => Path.Combine(Folder, "blobs");

    /// <summary>Half-written blobs; same file system as <see cref="Blobs"/>, so that a rename is atomic.</summary>
    public string Incoming => Path.Combine(Folder, "incoming");

    /// <summary>Training states and other things that a job resumes from.</summary>
    public string Work => Path.Combine(Folder, "work");

    /// <summary>Files that were sent from a browser and are not imported yet: as they came, so their owner alone may look.</summary>
    public string Uploads => Path.Combine(Folder, "uploads");

    /// <summary>Data-protection keys of the web hosts and the pseudonym secret.</summary>
    public string Keys => Path.Combine(Folder, "keys");

    /// <summary>A folder that only its owner may open.</summary>
    internal static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
