Console.WriteLine("studyportal");
