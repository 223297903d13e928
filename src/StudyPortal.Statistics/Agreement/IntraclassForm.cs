namespace StudyPortal.Statistics.Agreement;

/// <summary>One intraclass correlation under both of its usual names, with F-based interval and the F test of no correlation.</summary>
public sealed record IntraclassForm(string ShroutFleiss, string McGrawWong, Estimate Correlation, FTest Test);
