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
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Recomputing).Append(LeftOut()).Append(Dictionary).ToString().ReplaceLineEndings("\n"));
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

    private const string Dictionary = """
        COLUMNS (UTF-8, comma, header line; empty = missing; 1 = yes, 0 = no)
          reader            code of the reader in this study
          case              number of the case in its data set
          target_label      the label whose logit the map explains
          arm               0, 1, ... as listed above; branch = batch norm that the maps, or predictions, go through
          question          position of the question; position = place of the map in this reader's stored order
          repeat            1 = the reader had rated this map before; not part of the analysis of arms
          rating            on the scale of its question; 0 is a rating. Empty exactly where cannot_judge is 1
          session           sitting that the place belongs to
          calibration       1 = shown before the reading, to get used to the scale; not part of the analysis of arms
          control           hidden control: RandomWeights = map of the arm's network with random weights, Edges = edges of the image,
                            of no arm, OtherPatient = the arm's map of another patient; not part of the analysis of arms
          included          1 = enters the analysis of arms (judged; not withdrawn, no repeat, no calibration, no control)
          version           1 = never changed
          active_ms         milliseconds in view before the last answer; map_ms = those with the map in view
          value             (answers.csv) the answer as JSON; choices by their number from 0, marks in pixels of the stored image
          purpose           (answers.csv, marks.csv) Main, Repeat, Calibration or Control
          mass_inside_marks, area_inside_marks, hit, iou   (marks.csv) see Marks below
          stratum, weight   of the sampling plan; weight = candidates (cases, or patients where one case
                            of each was one) of the stratum per case drawn; 0 for calibration and controls
          mass_inside       share of the absolute map inside the lesion boxes, 0..1
          area_inside       share of the image inside them: what a uniform map reaches
          R1, R2, ...       the rating of each reader at the first showing (ratings_wide.csv)
          truth             1 = positive, 0 = negative or not mentioned, empty = uncertain and left out; in maps.csv of the target label
          outcome           (maps.csv) how the arm's model judged the case: TP, FP, FN, TN; modality = DICOM's code, where the source says
          answered          (orders.csv) 1 = something was answered there; (participants.csv) places with every required answer
          pilot             1 = of the pilot, which is in no analysis; map_shown_utc = when the map was uncovered in a study of two steps
          joined_utc, removed_utc, signed_utc   (participants.csv) taken in, removed, signed that the answers are final
          path              (given.csv, results.csv) the place in results.json; members of lists count from 0
          epsilon, steps    L-infinity radius (image in [0,1]) and steps of the PGD attack; 0 = clean
          attack_branch     batch norm that the attack goes through
          logit             before the sigmoid; probability = 1 / (1 + exp(-logit))
          data_set          of the predictions; empty = the study's own, by the labels' own names, the one that the areas are computed from
          label_map         the data set's names of the labels that it has under other names (JSON); empty = none

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
