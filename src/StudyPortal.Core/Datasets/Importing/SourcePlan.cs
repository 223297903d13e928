namespace StudyPortal.Core.Datasets;

/// <summary>What an import would do: every case of the listing has its split. The seed is null when the source gave the folds.</summary>
internal sealed record SourcePlan(DatasetAdapter Adapter, SourceListing Listing, SourceReadme Readme, int? SplitSeed)
{
    /// <summary>Splits that the source gave while the seed divided its other patients.</summary>
    public IReadOnlyList<DatasetSplit> GivenSplits { get; init; } = [];

    public IReadOnlyList<SourceCase> Cases => Listing.Cases;
}
