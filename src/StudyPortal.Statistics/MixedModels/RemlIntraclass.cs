using StudyPortal.Statistics.Agreement;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// Intraclass correlations from the REML variances of cases, readers and residual, which every rating takes part in; cases are not
/// dropped, and no value is negative. Intervals and F tests as psych::ICC has them: the mean squares that a complete table would have
/// with these variances are put into the formulas of <see cref="IntraclassCorrelation"/>, which is exact only without missing ratings.
/// </summary>
/// <param name="Ratings">Those present.</param>
/// <param name="Readers">Those with a rating; k of the mean of the readers.</param>
/// <param name="Singular">The variance of cases or of readers is estimated as 0.</param>
/// <param name="Forms">In the order of <see cref="IntraclassCorrelation"/>.</param>
public sealed record RemlIntraclass(
    int Ratings, int Cases, int Readers, bool Singular, VarianceComponents Components, IReadOnlyList<IntraclassForm> Forms)
{
    private const string NoVariance = "neither the cases nor the error vary";

    private static readonly (string ShroutFleiss, string McGrawWong)[] Names =
    [
        ("ICC(1,1)", "ICC(1)"), ("ICC(2,1)", "ICC(A,1)"), ("ICC(3,1)", "ICC(C,1)"),
        ("ICC(1,k)", "ICC(k)"), ("ICC(2,k)", "ICC(A,k)"), ("ICC(3,k)", "ICC(C,k)"),
    ];

    /// <summary>ICC(2,1) = ICC(A,1): case / (case + reader + residual).</summary>
    public IntraclassForm AgreementSingle => Forms[1];

    /// <summary>ICC(3,1) = ICC(C,1): case / (case + residual).</summary>
    public IntraclassForm ConsistencySingle => Forms[2];

    /// <summary>ICC(2,k) = ICC(A,k): case / (case + (reader + residual) / k).</summary>
    public IntraclassForm AgreementAverage => Forms[4];

    /// <summary>ICC(3,k) = ICC(C,k): case / (case + residual / k).</summary>
    public IntraclassForm ConsistencyAverage => Forms[5];

    /// <param name="ratings">Cases in rows, readers in columns.</param>
    /// <remarks>As costly as a <see cref="LinearMixedModel"/> of one arm.</remarks>
    public static RemlIntraclass Of(RatingMatrix ratings, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var cube = new double?[1, ratings.Columns, ratings.Rows];
        for (var row = 0; row < ratings.Rows; row++)
        {
            for (var column = 0; column < ratings.Columns; column++)
                cube[0, column, row] = ratings[row, column];
        }

        var model = LinearMixedModel.Of(new RatingCube(cube), confidence);
        return new RemlIntraclass(
            model.Observations, model.Cases, model.Readers, model.Singular, model.Components, FormsOf(model, confidence));
    }

    private static IReadOnlyList<IntraclassForm> FormsOf(LinearMixedModel model, double confidence)
    {
        var (reader, @case, residual) = model.Components;
        if ((reader.Reason ?? @case.Reason ?? residual.Reason) is { } reason) return Undefined(reason);

        var (r, c, e) = (reader.Value.GetValueOrDefault(), @case.Value.GetValueOrDefault(), residual.Value.GetValueOrDefault());
        if (r + c + e == 0) return Undefined("all ratings are equal: there is no variance to apportion");

        var anova = new TwoWayAnova(model.Cases, model.Readers, (model.Readers * c) + e, (model.Cases * r) + e, e, r + e);
        var estimates = new IntraclassEstimates(anova, confidence);
        var oneWay = FTest.Of(Estimate.UnboundedRatio(anova.BetweenCases, anova.WithinCases, NoVariance), anova.CasesDf, anova.WithinDf);
        var twoWay = FTest.Of(Estimate.UnboundedRatio(anova.BetweenCases, anova.Residual, NoVariance), anova.CasesDf, anova.ResidualDf);
        return
        [
            Form(0, estimates.OneWaySingle, oneWay), Form(1, estimates.AgreementSingle, twoWay), Form(2, estimates.ConsistencySingle, twoWay),
            Form(3, estimates.OneWayAverage, oneWay), Form(4, estimates.AgreementAverage, twoWay), Form(5, estimates.ConsistencyAverage, twoWay),
        ];
    }

    private static IReadOnlyList<IntraclassForm> Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return [.. Names.Select((_, index) => Form(index, undefined, FTest.Of(undefined, 0, 0)))];
    }

    private static IntraclassForm Form(int index, Estimate correlation, FTest test) =>
        new(Names[index].ShroutFleiss, Names[index].McGrawWong, correlation, test);
}
