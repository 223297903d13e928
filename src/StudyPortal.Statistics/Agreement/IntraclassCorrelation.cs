namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// The six intraclass correlations of Shrout &amp; Fleiss (Psychol Bull 1979;86:420), intervals after McGraw &amp; Wong (Psychol Methods
/// 1996;1:30). Cases with a missing rating are dropped; negative values are estimates like others and are not clamped. Equal ratings need no
/// rule, but no variance at all is undefined. O(cases x readers).
/// </summary>
public sealed record IntraclassCorrelation(
    int Cases, int Readers, int DroppedCases, TwoWayAnova? Anova, IReadOnlyList<IntraclassForm> Forms)
{
    private const string NoVariance = "neither the cases nor the error vary";

    private static readonly (string ShroutFleiss, string McGrawWong)[] Names =
    [
        ("ICC(1,1)", "ICC(1)"), ("ICC(2,1)", "ICC(A,1)"), ("ICC(3,1)", "ICC(C,1)"),
        ("ICC(1,k)", "ICC(k)"), ("ICC(2,k)", "ICC(A,k)"), ("ICC(3,k)", "ICC(C,k)"),
    ];

    /// <summary>ICC(2,1) = ICC(A,1): how well one random reader's rating stands for any other's, in absolute agreement.</summary>
    public IntraclassForm AgreementSingle => Forms[1];

    /// <summary>ICC(2,k) = ICC(A,k): the same for the mean of all readers.</summary>
    public IntraclassForm AgreementAverage => Forms[4];

    public static IntraclassCorrelation Of(RatingMatrix ratings, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var complete = ratings.CompleteRows();
        var dropped = ratings.Rows - complete.Length;
        if (WhyUndefined(complete, ratings.Columns) is { } reason)
            return new IntraclassCorrelation(complete.Length, ratings.Columns, dropped, null, [.. Names.Select(name => Undefined(name, reason))]);

        var anova = TwoWayAnova.Of(complete);
        var estimates = new IntraclassEstimates(anova, confidence);
        var oneWay = FTest.Of(Estimate.UnboundedRatio(anova.BetweenCases, anova.WithinCases, NoVariance), anova.CasesDf, anova.WithinDf);
        var twoWay = FTest.Of(Estimate.UnboundedRatio(anova.BetweenCases, anova.Residual, NoVariance), anova.CasesDf, anova.ResidualDf);
        return new IntraclassCorrelation(complete.Length, ratings.Columns, dropped, anova,
        [
            Form(0, estimates.OneWaySingle, oneWay), Form(1, estimates.AgreementSingle, twoWay), Form(2, estimates.ConsistencySingle, twoWay),
            Form(3, estimates.OneWayAverage, oneWay), Form(4, estimates.AgreementAverage, twoWay), Form(5, estimates.ConsistencyAverage, twoWay),
        ]);
    }

    private static string? WhyUndefined(double[][] complete, int readers)
    {
        if (readers < 2) return "needs at least two readers";
        if (complete.Length < 2) return "needs at least two complete cases";

        var ratings = complete.SelectMany(row => row).ToList();
        return ratings.Min() == ratings.Max() ? "all ratings are equal: there is no variance to apportion" : null;
    }

    private static IntraclassForm Undefined((string ShroutFleiss, string McGrawWong) name, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new IntraclassForm(name.ShroutFleiss, name.McGrawWong, undefined, new FTest(undefined, 0, 0, undefined));
    }

    private static IntraclassForm Form(int index, Estimate correlation, FTest test) =>
        new(Names[index].ShroutFleiss, Names[index].McGrawWong, correlation, test);
}
