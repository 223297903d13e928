namespace StudyPortal.Core.Datasets;

/// <summary>What an import would do: every case of the listing has its split. The seed is null when the source gave the folds.</summary>
internal sealed record SourcePlan(DatasetAdapter Adapter, SourceListing Listing, SourceReadme Readme, int? SplitSeed)
{
    public IReadOnlyList<SourceCase> Cases => Listing.Cases;
}
