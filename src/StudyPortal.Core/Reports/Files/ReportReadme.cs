using System.Text;
using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports.Files;

/// <summary>What a person needs who opens the bundle years later: where it comes from and what each column means.</summary>
internal static class ReportReadme
{
    public static byte[] Write(StoredReport report, IEnumerable<ReportFileName> files)
    {
        var set = report.AnalysisSet;
        var text = new StringBuilder()
            .Append($"{set.Study.Name}\n\n")
            .Append(Warning(set.Study))
            .Append($"Study            {set.Study.Id}\n")
            .Append($"Data set         {set.Study.Dataset}\n")
            .Append($"Analysis set     sha256 {report.AnalysisSetHash}\n")
            .Append($"Results          sha256 {report.ResultsHash}\n")
            .Append($"Software         StudyPortal {report.Results.SoftwareVersion}; the set was frozen by {set.SoftwareVersion}{Late(set)}\n")
            .Append($"Maps             {set.Study.Method}\n\n")
            .Append("The results are computed from analysis-set.json alone; the same file and software give the same bytes.\n\nARMS\n");
        foreach (var arm in set.Arms)
            text.Append($"  {arm.Ordinal}  {arm.Model} ({arm.Variant}, maps through the {arm.Branch} norm), weights sha256 {arm.Weights}\n");
        text.Append("\nFILES\n");
        foreach (var file in files) text.Append($"  {file.Name,-34} {file.Content}\n");
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Recomputing).Append(LeftOut()).Append(Columns).Append(DataDictionary.Text()).Append(OtherFiles).Append(Definitions).ToString().ReplaceLineEndings("\n"));
    }

    private static string Late(AnalysisSet set) => set.FrozenAfterClosing ? " when its first report was made, after the study had been closed by an older version" : "";

    private static string LeftOut() =>
        string.Concat(AnalysisScripts.LeftOut().DefaultIfEmpty("nothing").Select(each => $"    {each.Replace(",", ": ", StringComparison.Ordinal)}\n")) + "\n";

    private static string Warning(StudyFacts study) =>
        (study.IsSimulated ? "SIMULATED: the ratings were made by a program, not by radiologists.\n" : "")
        + (study.IsSynthetic ? "SYNTHETIC: the images were drawn by a program, not taken from patients.\n" : "")
        + (study.IsSimulated || study.IsSynthetic ? "\n" : "");

    private const string Recomputing = """
        CHECKING THE NUMBERS
          Rscript recompute.R (R alone) or python3 recompute.py (numpy and scipy) computes the numbers again from the CSV files of this
          folder, bootstrap and all, and compares them with results.csv: exit code 0 where all agree to 1e-8. Neither reads the JSON files.
          given.csv holds what the analysis was given. Where readers did not all read the same cases under every arm, Obuchowski and
          Rockette's analysis is left out, and the script says so. Left out whatever the data, and why (not_recomputed.csv):

        """;

    private const string Columns = "COLUMNS (UTF-8, comma, header line; empty = missing; 1 = yes, 0 = no; times are UTC)\n";

    private const string OtherFiles = """

        OTHER FILES
          report.pdf        the report on paper; its list of contents leads to each part
          ratings.xlsx      the same tables with numbers, times and truth values as such; Excel keeps times to the millisecond
          *.parquet         the same with typed columns and nulls, for pandas, polars, R's arrow and DuckDB
          *.imrmc           input of the FDA's iMRMC (github.com/DIDSR/iMRMC): reader,case,modality,score after "BEGIN DATA:", the truth by the
                            reader "truth"; of the models one reader "model", and an arm that predicts through two norms is two modalities.
                            A version of iMRMC that wants a variance over readers stops at a single reader
          names             readers have codes; who they are is in none of these files
          timings           active_ms and map_ms of ratings.csv and answers.csv are those of the last answer, of history.csv of every one

        FIGURES (svg, png of 300 dpi, pdf)
          ratings           share of each point of the scale by arm; the legend has the mean with its interval
          differences       difference of mean ratings for each pair of arms with its interval, and the corrected p-value
          drift             mean rating of each arm by tenth of the readers' orders
          mass              each rating against the share of its map inside the lesion
          agreement         quadratically weighted kappa of every two readers with its interval
          bland-altman      difference of two readers against their mean, with bias and limits of agreement
          time              seconds in view before the last answer by reader: median, quartiles, 1.5 interquartile ranges, logarithmic
          roc, pr           ROC curves with bootstrap bands and operating points; precision against recall
          calibration       share of positives in ten bins of predicted probability, Wilson intervals; below, predictions per bin
          auc-differences   difference of areas for each pair of models, DeLong's interval
          non-inferiority   the same one-sided, with the margin
          robustness        mean area over labels against the radius of the attack

        """;

    private const string Definitions = """

        DEFINITIONS
          Means             percentile interval of a bootstrap that draws cases and readers
          ICC(2,1), ICC(2,k)  Shrout & Fleiss 1979, absolute agreement; intervals McGraw & Wong 1996; complete maps only
          Krippendorff      ordinal alpha; percentile interval over maps
          Friedman          cases as blocks, a case's rating of an arm being the mean over its readers; ties corrected
          Wilcoxon          signed rank on case means, Pratt's zeros, two-sided; Holm over pairs; effect = rank-biserial correlation
          Marks             made before the map was seen where the study has two steps; mass = share of the absolute map inside them,
                            hit = its strongest value lies inside, iou = with as many of its strongest pixels as the marks cover;
                            a point stands for a disc of 5 % of the image's shorter side
          AUC               empirical, ties one half; DeLong 1988 interval, clipped to [0,1]; paired DeLong tests, Holm per label

        """;
}
