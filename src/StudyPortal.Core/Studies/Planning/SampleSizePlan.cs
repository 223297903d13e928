namespace StudyPortal.Core.Studies.Planning;

/// <summary>What is to be found, and with how much reading.</summary>
/// <param name="Difference">Smallest difference of two arms' mean ratings worth finding, in points of the scale; above 0.</param>
/// <param name="Readers">Planned; 2 or more.</param>
/// <param name="Cases">Planned; 2 or more.</param>
/// <param name="Alpha">Two-sided; between 0 and 1.</param>
public sealed record SampleSizeQuestion(double Difference, int Readers, int Cases, double Alpha = 0.05);

/// <summary>The answer, or why there is none.</summary>
public abstract record SampleSizeOutcome
{
    private SampleSizeOutcome()
    {
    }

    /// <summary>Power for the question and around it. Of the ratings it shows how much they vary, never what any arm got.</summary>
    /// <param name="Basis">Which ratings the numbers rest on.</param>
    /// <param name="ReaderByArm">Variance of one rating by reader and arm, in points squared.</param>
    /// <param name="CaseByArm">By case and arm.</param>
    /// <param name="Residual">What is left.</param>
    /// <param name="Power">For the readers and cases asked for, 0..1.</param>
    /// <param name="ReaderCounts">Columns of the table.</param>
    /// <param name="Table">One row per number of cases.</param>
    /// <param name="CasesForEighty">For each column, the fewest cases with a power of 0.8; null where no number is enough.</param>
    public sealed record Planned(
        string Basis, double ReaderByArm, double CaseByArm, double Residual, double Power,
        IReadOnlyList<int> ReaderCounts, IReadOnlyList<PowerRow> Table, IReadOnlyList<int?> CasesForEighty) : SampleSizeOutcome;

    public sealed record Refused(string Reason) : SampleSizeOutcome;
}

/// <summary>Power for one number of cases, by number of readers.</summary>
public sealed record PowerRow(int Cases, IReadOnlyList<double> Powers);
