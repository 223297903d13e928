namespace StudyPortal.Core.Datasets;

/// <summary>What an import would bring, told from the labels without decoding a pixel.</summary>
public sealed record ImportPreview
{
    public required string Adapter { get; init; }

    public required bool IsSynthetic { get; init; }

    /// <summary>The folder's README.txt.</summary>
    public required string Source { get; init; }

    /// <summary>The source gives the folds; otherwise patients are divided by seed.</summary>
    public required bool HasFolds { get; init; }

    /// <summary>The titles of the labels file; none when there is no such file.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What the titles mean, as chosen or suggested.</summary>
    public required ColumnMapping? Mapping { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required IReadOnlyList<SplitCount> Splits { get; init; }

    public required IReadOnlyList<LabelCount> Counts { get; init; }

    public required IReadOnlyList<PreviewRow> FirstRows { get; init; }

    public required IReadOnlyList<SourceProblem> Problems { get; init; }

    /// <summary>What it would add to the data set that has the name; null when none has it.</summary>
    public ImportAddition? Addition { get; init; }

    public int Cases => Splits.Sum(split => split.Cases);

    public int Refused => Problems.Count(problem => !problem.IsNote);
}
