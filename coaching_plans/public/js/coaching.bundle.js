// What the forms and lists of the app share. The DocTypes' own scripts call it as `coaching`.
import "./coaching/elements";
import "./coaching/form";
import "./coaching/draft";
import "./coaching/charts";
import "./coaching/agenda";
import "./coaching/reviews";
import "./coaching/readings";
import "./coaching/beside";
import "./coaching/overview";
import "./coaching/action_lines";
import "./coaching/goal_dialog";
import "./coaching/start";
import "./coaching/lists";
import "./coaching/reports";
import "./coaching/competencies";
import "./coaching/competency_rounds";
