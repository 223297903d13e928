namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// How a reader's second rating of a map agrees with the first. A repeat counts where the first showing is in the comparison of arms and
/// both were rated. The coefficients here are means over the readers for whom they are defined, with percentile intervals of a bootstrap
/// that draws maps.
/// </summary>
/// <param name="Maps">Rated twice by at least one reader.</param>
public sealed record IntraReaderResults(
    int Maps, IReadOnlyList<ReaderRepeatResults> Readers, Measured Exact, Measured WithinOne, Measured Kappa, Measured LinearKappa,
    Measured QuadraticKappa, Measured OneWayIntraclass, Measured AgreementIntraclass);

/// <param name="Maps">Rated twice by this reader.</param>
/// <param name="OneWayIntraclass">ICC(1,1), first and second rating in the place of two readers.</param>
/// <param name="AgreementIntraclass">ICC(2,1).</param>
/// <param name="Differences">First rating minus second.</param>
public sealed record ReaderRepeatResults(
    string Reader, int Maps, Measured Exact, Measured WithinOne, Measured Kappa, Measured LinearKappa, Measured QuadraticKappa,
    Measured OneWayIntraclass, Measured AgreementIntraclass, DifferenceResults Differences);
