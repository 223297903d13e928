using StudyPortal.Imaging;

namespace StudyPortal.Core.Datasets;

/// <summary>Reads data sets of one layout where they lie.</summary>
internal abstract class DatasetAdapter
{
    /// <summary>As written on the command line and kept with the data set.</summary>
    public abstract string Name { get; }

    public abstract bool Recognises(string folder);

    /// <summary>Lists what the folder holds; rows that cannot be imported are in its problems.</summary>
    /// <exception cref="DatasetFormatException">The folder as a whole cannot be read so.</exception>
    public abstract SourceListing List(ImportRequest request, CancellationToken cancellationToken);

    /// <summary>One image of the listing, or a slice beside one; the file is named as there.</summary>
    /// <exception cref="ImageFormatException">The file cannot be decoded.</exception>
    public abstract DecodedImage Decode(string folder, string file);
}
