namespace StudyPortal.Core.Datasets;

/// <summary>Turns a request into a plan: adapter chosen, rows listed, patients divided.</summary>
public sealed class SourceReader(PseudonymSecret secret)
{
    // Made anew for each plan: what an adapter has open is let go with it.
    private DatasetAdapter[] Adapters() => [new KneeAdapter(), new LunaAdapter(), new ImagesAdapter(), new DicomAdapter(secret)];

    /// <exception cref="DatasetFormatException">The folder cannot be read as a data set at all.</exception>
    internal SourcePlan Read(ImportRequest request, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(request.Folder))
            throw new DatasetFormatException(Path.GetFileName(request.Folder), null, "There is no such folder.");
        var adapter = AdapterFor(request);
        var listing = adapter.List(request, cancellationToken);
        var problems = new List<SourceProblem>(listing.Problems);
        var cases = PatientOverlap.Remove(listing.Cases, problems);
        if (request.Limit is { } limit) cases = [.. cases.Take(limit)];

        var splitSeed = cases.Any(c => c.Split is null) ? request.SplitSeed : (int?)null;
        if (splitSeed is { } seed)
        {
            var splits = PatientSplit.Of(cases, seed, request.Stratify);
            cases = [.. cases.Select(c => c with { Split = splits[c.Patient] })];
        }

        return new SourcePlan(adapter, listing with { Cases = cases, Problems = problems }, SourceReadme.Of(request.Folder), splitSeed);
    }

    private DatasetAdapter AdapterFor(ImportRequest request)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Folder));
        var adapters = Adapters();
        var names = string.Join(", ", adapters.Select(adapter => adapter.Name));
        if (request.Adapter is not null)
            return adapters.SingleOrDefault(adapter => adapter.Name == request.Adapter)
                ?? throw new DatasetFormatException(folder, null, $"There is no format \"{request.Adapter}\"; the formats are {names}.");
        return adapters.FirstOrDefault(adapter => adapter.Recognises(request.Folder))
            ?? throw new DatasetFormatException(folder, null, "Neither kneeMRI, LUNA16, images with a CSV nor DICOM files were found in the folder.");
    }
}
