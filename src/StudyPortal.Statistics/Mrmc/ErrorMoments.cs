namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// Error variance and covariances averaged over all cells, and within each arm. Only readers of one group have a covariance; what the
/// design makes independent is 0 without being estimated.
/// </summary>
internal sealed class ErrorMoments
{
    private readonly ReaderTable table;
    private readonly double[,] covariances;
    private readonly MrmcDesign design;

    public ErrorMoments(ReaderTable table, MrmcDesign design, ErrorCovariance method)
    {
        this.table = table;
        this.design = design;
        covariances = CellCovariance.Of(table.Cells, method);
        Variance = Mean((first, second) => first == second);
        Cov1 = Without(MrmcDesign.CasesNestedInArms) ? Mean((first, second) => SameReader(first, second) && !SameArm(first, second)) : 0;
        Cov2 = Without(MrmcDesign.CasesNestedInReaders) ? Mean((first, second) => SameArm(first, second) && OtherOfGroup(first, second)) : 0;
        Cov3 = Without(MrmcDesign.CasesNestedInReaders) && Without(MrmcDesign.CasesNestedInArms)
            ? Mean((first, second) => !SameArm(first, second) && OtherOfGroup(first, second))
            : 0;
    }

    public double Variance { get; }

    /// <summary>Same reader, other arm.</summary>
    public double Cov1 { get; }

    /// <summary>Other reader, same arm.</summary>
    public double Cov2 { get; }

    /// <summary>Other reader, other arm.</summary>
    public double Cov3 { get; }

    public double VarianceUnder(int arm) => Mean((first, second) => first == second && table.At(first).Arm == arm);

    public double Cov2Under(int arm) => Without(MrmcDesign.CasesNestedInReaders)
        ? Mean((first, second) => table.At(first).Arm == arm && SameArm(first, second) && OtherOfGroup(first, second))
        : 0;

    /// <summary>Variance of the difference of two arms for one reader.</summary>
    public double DifferenceBy(int reader)
    {
        var own = Mean((first, second) => first == second && table.At(first).Reader == reader);
        var shared = Mean((first, second) => table.At(first).Reader == reader && SameReader(first, second) && !SameArm(first, second));
        return 2 * (own - (Without(MrmcDesign.CasesNestedInArms) ? shared : 0));
    }

    private bool Without(MrmcDesign other) => design != other;

    private bool SameArm(int first, int second) => table.At(first).Arm == table.At(second).Arm;

    private bool SameReader(int first, int second) => table.At(first).Reader == table.At(second).Reader;

    private bool OtherOfGroup(int first, int second) => !SameReader(first, second) && table.At(first).Group == table.At(second).Group;

    /// <summary>Over the pairs of cells of a kind; 0 where there is none.</summary>
    private double Mean(Func<int, int, bool> ofKind)
    {
        var (sum, count) = (0.0, 0);
        for (var first = 0; first < table.Rows; first++)
        {
            for (var second = 0; second < table.Rows; second++)
            {
                if (!ofKind(first, second)) continue;

                sum += covariances[first, second];
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
