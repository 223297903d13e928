namespace StudyPortal.Fuzz;

/// <summary>A format: intact files, and how the portal reads them.</summary>
internal abstract class FuzzFormat
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<FuzzSeed> Seeds { get; }

    /// <summary>What may stand where a code is.</summary>
    public abstract IReadOnlyList<byte[]> Codes { get; }

    /// <summary>Reads a damaged file as far as an import does.</summary>
    /// <param name="seed">What it was made from.</param>
    /// <param name="content">The damaged bytes.</param>
    /// <param name="folder">Where files may be written; it is this format's alone.</param>
    public abstract void Read(FuzzSeed seed, byte[] content, string folder);
}
